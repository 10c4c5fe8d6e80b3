import type { Data, FixedSizeList, Float32, Int64, Utf8 } from "apache-arrow";
import { arrow } from "./arrow.ts";

/** An Arrow column of strings; lone surrogates become U+FFFD, as UTF-8 has no form for them. */
export function textData(values: readonly (string | null)[]): Data<Utf8> {
  const texts = values.map((value) => (value === null ? "" : value.toWellFormed()));
  const valueOffsets = new Int32Array(values.length + 1);
  let end = 0;
  for (const [index, text] of texts.entries()) {
    end += Buffer.byteLength(text, "utf8");
    valueOffsets[index + 1] = end;
  }
  const data = Buffer.from(texts.join(""), "utf8");
  return arrow.makeData({ type: new arrow.Utf8(), length: values.length, valueOffsets, data, ...validity(values) });
}

/** An Arrow column of 64-bit integers; fractions are cut off. */
export function timeData(values: readonly (number | null)[]): Data<Int64> {
  const data = BigInt64Array.from(values, (value) => BigInt(Math.trunc(value ?? 0)));
  return arrow.makeData({ type: new arrow.Int64(), length: values.length, data, ...validity(values) });
}

/** An Arrow column of vectors, each as long as the list type says. */
export function vectorData(
  type: FixedSizeList<Float32>,
  vectors: readonly Float32Array[],
): Data<FixedSizeList<Float32>> {
  const data = new Float32Array(vectors.length * type.listSize);
  for (const [index, vector] of vectors.entries()) data.set(vector, index * type.listSize);
  const child = arrow.makeData({ type: new arrow.Float32(), length: data.length, nullCount: 0, data });
  return arrow.makeData({ type, length: vectors.length, nullCount: 0, child });
}

function validity(values: readonly unknown[]): { nullCount: number; nullBitmap?: Uint8Array } {
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 8));
  let nullCount = 0;
  for (const [index, value] of values.entries()) {
    if (value === null) nullCount += 1;
    else nullBitmap[index >> 3] = (nullBitmap[index >> 3] ?? 0) | (1 << (index & 7));
  }
  return nullCount === 0 ? { nullCount } : { nullCount, nullBitmap };
}
