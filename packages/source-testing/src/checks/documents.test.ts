import { broken, describeChecks, type Sabotage } from "../testing/sabotage.ts";
import { documentChecks } from "./documents.ts";

const documents = (alter: object, message: RegExp): Sabotage => [
  broken((source) => ({
    async *fetch(references, signal) {
      for await (const result of source.fetch(references, signal)) {
        yield result.type === "document" ? { ...result, document: { ...result.document, ...alter } } : result;
      }
    },
  })),
  message,
];

describeChecks("The checks of documents", documentChecks, {
  "documents are valid, and every text in them can be stored": {
    "a missing title": documents({ title: undefined }, /Problems of the document/),
    "a property nobody knows": documents({ body: "x" }, /Problems of the document/),
    "a time that is no ISO time": documents({ updatedAt: "yesterday" }, /Problems of the document/),
    "another source's name": documents({ source: "git" }, /The source of/),
    "U+0000 in the content": documents({ content: "a\0b" }, /document.content of/),
    "half a character in the title": documents({ title: "\ud83d" }, /document.title of/),
    "half a character in the metadata": documents({ metadata: { list: [{ deep: "\udc00" }] } }, /document.metadata/),
    "U+0000 in a key": documents({ metadata: { "a\0": 1 } }, /A key of document.metadata/),
    "a property that JSON drops": documents({ path: undefined }, /after JSON/),
    "a URL that is none": documents({ url: "/files/1" }, /is a URL/),
    "another id": documents({ id: "memory:world:entry:z" }, /Ids of the documents/),
  },
});
