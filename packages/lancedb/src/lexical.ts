/**
 * LanceDB's whitespace tokenizer splits at every ASCII whitespace character, the contract at the space alone: the others
 * become characters of Unicode's private use area, in what is stored and in what is asked alike.
 */
export function protectTerms(terms: string): string {
  return terms.replace(/[\t\n\v\f\r]/g, (character) => String.fromCharCode(0xe000 + character.charCodeAt(0)));
}
