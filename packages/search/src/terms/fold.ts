const diacritics = /[\u0300-\u036f]+/g;

// Letters that Unicode does not decompose, as they are commonly written in ASCII.
const spelled: Readonly<Record<string, string>> = {
  ß: "ss",
  ẞ: "SS",
  æ: "ae",
  Æ: "AE",
  œ: "oe",
  Œ: "OE",
  ø: "o",
  Ø: "O",
  đ: "d",
  Đ: "D",
  ð: "d",
  Ð: "D",
  ł: "l",
  Ł: "L",
  þ: "th",
  Þ: "TH",
  ı: "i",
};
const spelledLetters = new RegExp(`[${Object.keys(spelled).join("")}]`, "g");

/**
 * Writes letters without their marks (`é` as `e`, `ß` as `ss`) and compatibility forms as the plain ones (`ﬁ` as `fi`),
 * keeping upper and lower case, and the vowel signs of scripts that need them.
 */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(diacritics, "")
    .replace(spelledLetters, (letter) => spelled[letter] ?? letter)
    .normalize("NFKC");
}
