import { byteLength } from "../json.ts";

/** A value as the text of its JSON; `cut` says that the text is only the beginning of `bytes` bytes. */
export interface Payload {
  readonly text: string;
  readonly bytes: number;
  readonly cut: boolean;
}

/** Of each value once those before it came to `totalBytes`, in bytes: a run with many large steps stays an answer one can read. */
const crowdedBytes = 1024;
const totalBytes = 4 * 1024 * 1024;

/** Makes what cuts the values of one answer to at most `maxBytes` each. */
export function createCutter(maxBytes: number): (json: string | null) => Payload | null {
  let given = 0;
  return (json) => {
    if (json === null) return null;
    const bytes = byteLength(json);
    const most = given < totalBytes ? maxBytes : Math.min(maxBytes, crowdedBytes);
    const payload = bytes <= most ? { text: json, bytes, cut: false } : { text: begin(json, most), bytes, cut: true };
    given += Math.min(bytes, most);
    return payload;
  };
}

/** The first bytes of a text, without the character that would be cut in two. */
function begin(text: string, bytes: number): string {
  return new TextDecoder().decode(Buffer.from(text.slice(0, bytes)).subarray(0, bytes), { stream: true });
}
