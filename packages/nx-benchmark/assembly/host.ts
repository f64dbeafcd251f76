// What JavaScript does for the engine: seldom, and better than code of its own could.

/** The number of the thread of these two identifiers, spelled as in the trace. */
export declare function thread(pidFrom: usize, pidTo: usize, tidFrom: usize, tidTo: usize): u32;

/** The number that these bytes spell; NaN if none. */
export declare function spelledNumber(from: usize, to: usize): f64;
