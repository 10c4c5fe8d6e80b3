/** The look of a filter's control while something is chosen. */
export const chosenFilter = "border-accent! text-accent!";
