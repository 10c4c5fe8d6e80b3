import { describeSource } from "./describe-source.ts";
import { memorySuite } from "./testing/memory-suite.ts";

describeSource(memorySuite());
