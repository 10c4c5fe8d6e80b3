/** English words too common to say what a query is about. They are searched for, and count little in the ranking. */
export const stopWords: ReadonlySet<string> = new Set(
  (
    "a an and are as at be been but by can could did do doe does for from had has have he her how i if in into is it its " +
    "may me more most my no not of on only or our out should so some such than that the their them then there these " +
    "they this those to up use used using was we were what when where which who why will with would you your"
  ).split(" "),
);
