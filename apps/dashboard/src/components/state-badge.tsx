import { Badge, type Tone } from "./badge.tsx";

const tones: readonly (readonly [states: string, tone: Tone])[] = [
  ["open in_progress in-progress started active todo backlog", "info"],
  ["merged done completed ready succeeded", "good"],
  ["error failed", "bad"],
];

/** The state a source gives a document (`open`, `merged`, `In Progress`), in its words. */
export function StateBadge({ state }: { readonly state: string }) {
  const name = state.toLowerCase().replaceAll(" ", "_");
  const tone = tones.find(([states]) => states.split(" ").includes(name))?.[1] ?? "neutral";
  return (
    <Badge tone={tone} dot>
      {state.replaceAll("_", " ").toLowerCase()}
    </Badge>
  );
}
