import { stripVTControlCharacters } from "node:util";
import { cleanText } from "@tributary/validation";

/** Longest line kept, in characters: minified code and data URLs end up in logs. */
const LINE_MAX = 500;

/** Control characters but the tab. */
const CONTROL_CHARACTER = /[^\P{Cc}\t]/gu;

/**
 * The lines of a piece of output as a terminal would leave them: without colours and cursor movements, of a line written
 * over again and again only the last state, nothing longer than 500 characters.
 */
export function cleanLines(text: string): readonly string[] {
  return text.split("\n").map((raw) => {
    const written = raw.replace(/\r+$/, "").split("\r").at(-1) ?? "";
    const plain = cleanText(stripVTControlCharacters(written)).replace(CONTROL_CHARACTER, "").trimEnd();
    return plain.length <= LINE_MAX ? plain : `${plain.slice(0, LINE_MAX).toWellFormed()}…`;
  });
}
