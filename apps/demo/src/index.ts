export { readDemoDocuments } from "./read-documents.ts";
export type { DemoSource } from "./seed/demo-source.ts";
export { type AnswerDocument, answersOf } from "./story/answers.ts";
export { questions, type StoryQuestion, story } from "./story/index.ts";
export { createDemoWorld, type DemoWorld } from "./world.ts";
