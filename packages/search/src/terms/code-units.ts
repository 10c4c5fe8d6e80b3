import { Buffer } from "node:buffer";
import { endianness } from "node:os";

/** Room for the code units of a text: reading numbers of an array takes a fraction of what reading them of a text does. */
export interface CodeUnits {
  /** Those of the text from 0 on, and anything behind them; one more than the text has at least. */
  readonly units: Uint16Array;
  readonly bytes: Buffer;
}

const UNITS_MIN = 1 << 14;
/** Larger rooms are not kept. */
const KEPT_MAX = 1 << 18;

let spare: CodeUnits | undefined;

/** Takes the code units of a text out; hand them to `returnCodeUnits` when they are read. */
export function takeCodeUnits(text: string): CodeUnits {
  const taken = spare !== undefined && spare.units.length > text.length ? spare : makeRoom(text.length + 1);
  spare = undefined;
  taken.bytes.write(text, 0, "utf16le");
  if (endianness() === "BE") taken.bytes.subarray(0, text.length * 2).swap16();
  return taken;
}

/** Lets the next text have the room. */
export function returnCodeUnits(taken: CodeUnits): void {
  if (taken.units.length <= KEPT_MAX) spare = taken;
}

function makeRoom(length: number): CodeUnits {
  const units = new Uint16Array(Math.max(UNITS_MIN, length));
  return { units, bytes: Buffer.from(units.buffer) };
}
