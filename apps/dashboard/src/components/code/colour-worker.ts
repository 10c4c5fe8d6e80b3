import { colourText } from "./colour-text.ts";

// Beside the page, so that a file of a megabyte does not hold up typing.
self.addEventListener("message", (event: MessageEvent<{ id: number; text: string; languages: readonly string[] }>) => {
  const { id, text, languages } = event.data;
  const colours = colourText(text, languages);
  self.postMessage(
    { id, colours },
    { transfer: colours ? [colours.starts.buffer, colours.lengths.buffer, colours.kinds.buffer] : [] },
  );
});
