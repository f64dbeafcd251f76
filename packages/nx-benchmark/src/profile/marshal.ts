/**
 * Writes Python objects as the module marshal reads them, in the opcodes of format 2, which every CPython 3 knows:
 * strings, whole numbers, floats, tuples and dicts.
 */
export class MarshalWriter {
  private bytes = Buffer.allocUnsafe(1 << 16);
  private length = 0;

  text(value: string): this {
    const encoded = Buffer.from(value, 'utf8');
    this.opcode('u').int32(encoded.length).room(encoded.length);
    encoded.copy(this.bytes, this.length);
    this.length += encoded.length;
    return this;
  }

  /** @param value a whole number that a double holds exactly, not negative */
  integer(value: number): this {
    if (value < 2 ** 31) return this.opcode('i').int32(value);
    const digits: number[] = [];
    for (let rest = BigInt(value); rest > 0n; rest >>= 15n) digits.push(Number(rest & 0x7fffn));
    this.opcode('l').int32(digits.length);
    for (const digit of digits) this.byte(digit & 0xff).byte(digit >> 8);
    return this;
  }

  float(value: number): this {
    this.opcode('g').room(8);
    this.length = this.bytes.writeDoubleLE(value, this.length);
    return this;
  }

  /** So many of the values that follow are one tuple. */
  tuple(count: number): this {
    return this.opcode('(').int32(count);
  }

  /** Keys and values follow in turns, up to `endDict`. */
  startDict(): this {
    return this.opcode('{');
  }

  endDict(): this {
    return this.opcode('0');
  }

  /** All that was written. */
  finish(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  private opcode(letter: string): this {
    return this.byte(letter.charCodeAt(0));
  }

  private byte(value: number): this {
    this.room(1);
    this.bytes[this.length++] = value;
    return this;
  }

  private int32(value: number): this {
    this.room(4);
    this.length = this.bytes.writeInt32LE(value, this.length);
    return this;
  }

  private room(more: number): this {
    if (this.length + more > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(2 * this.bytes.length, this.length + more));
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
    return this;
  }
}
