/** One measured figure: what, how much, in which unit, and the goal it is held against where there is one. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal?: string;
  /** With `--check`, less is a failure: for figures that do not depend on the machine. */
  readonly least?: number;
}
