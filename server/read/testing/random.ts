/** Repeatable chance: the same seed makes the same test. */
export class Random {
  constructor(private state: number) {}

  // mulberry32
  next = (): number => {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };

  int = (from: number, to: number): number => from + Math.floor(this.next() * (to - from + 1));
  maybe = (chance: number): boolean => this.next() < chance;
  pick = <T>(from: readonly T[]): T => from[this.int(0, from.length - 1)]!;
  some = <T>(from: readonly T[], chance: number): T[] => from.filter(() => this.maybe(chance));
}
