/** One measured figure: what, how much, in which unit, and the goal it is held against where there is one. */
export type BenchRow = { name: string; value: number; unit: string; goal?: string };
