import { readMarkdown } from "./read-markdown.ts";

// Beside the page, which ends it when it takes too long: the time that odd texts take grows with the square of their length.
self.addEventListener("message", (event: MessageEvent<string>) => {
  try {
    self.postMessage(readMarkdown(event.data));
  } catch (error) {
    // Too many parts, or a stack that was not deep enough for theirs.
    if (!(error instanceof RangeError)) throw error;
    self.postMessage("odd");
  }
});

// Only now does the time count: loading takes as long as the network does.
self.postMessage("ready");
