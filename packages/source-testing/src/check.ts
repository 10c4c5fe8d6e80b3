import type { Source } from "@tributary/source";
import type { SourceSuite } from "./suite.ts";
import type { SourceWorld } from "./world.ts";

/** One thing every source must do. `run` makes a world of its own and throws when the source does not do it. */
export interface SourceCheck {
  readonly name: string;
  run(): Promise<void>;
}

/** What a check works with. */
export interface Trial<World extends SourceWorld = SourceWorld> {
  readonly world: World;
  /** A fresh instance, closed when the check ends. */
  source(): Source;
  /** Has an instance from elsewhere closed when the check ends. */
  closing(source: Source): Source;
}

/** Makes a check that runs in a world of its own and leaves nothing open. */
export function checkIn<World extends SourceWorld>(
  suite: SourceSuite<World>,
  name: string,
  body: (trial: Trial<World>) => Promise<void>,
): SourceCheck {
  return {
    name,
    async run() {
      const world = await suite.create();
      const opened: Source[] = [];
      const closing = (source: Source) => {
        opened.push(source);
        return source;
      };
      try {
        await body({ world, closing, source: () => closing(world.source()) });
      } finally {
        await Promise.allSettled(opened.map((source) => source.close?.()));
        await world.dispose();
      }
    },
  };
}
