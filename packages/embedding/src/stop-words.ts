import { characterTable } from "./characters.ts";
import { finishHash, hashUnits, SEED } from "./unit-hash.ts";

/** Words too common in English prose and in source code to say what a text is about. */
const words =
  "a an and are as at be been but by can could did do does for from had has have he her his how i if in into is it its " +
  "may more most no not of on only or our out s she should so some such t than that the their them then there these they " +
  "this those to up use used using was we were what when where which who why will with would you your " +
  "async await bool case catch class const def default else end enum err error export extends false final fn func " +
  "function go impl import int interface let mut new nil none null number package private protected pub public return " +
  "self static str string struct switch throw throws true try type undefined val var void while";

let hashes: ReadonlySet<number> | undefined;

/** Finished hashes of the stop words, made at first use. */
export function stopWordHashes(): ReadonlySet<number> {
  if (hashes === undefined) {
    const { folded } = characterTable();
    hashes = new Set(words.split(" ").map((word) => finishHash(hashUnits(word, 0, word.length, SEED, folded))));
  }
  return hashes;
}
