/** Whether so many bytes at two places are equal. Reads up to 15 bytes behind them. */
export function sameBytes(a: usize, b: usize, length: u32): bool {
  let at: u32 = 0;
  for (; at + 16 <= length; at += 16) {
    if (!v128.all_true<i8>(v128.eq<i8>(v128.load(a + at), v128.load(b + at)))) return false;
  }
  const rest = length - at;
  if (rest === 0) return true;
  const mask = (1 << rest) - 1;
  return (v128.bitmask<i8>(v128.eq<i8>(v128.load(a + at), v128.load(b + at))) & mask) === mask;
}
