import type { ReactNode } from "react";
import type { EngineHealth } from "../../api/engine.ts";
import { Badge, type Tone } from "../../components/badge.tsx";
import { Card } from "../../components/card.tsx";
import { formatBytes, formatCount, formatDuration } from "../../components/format.ts";

const places: Record<EngineHealth["where"], string> = {
  here: "In the server's own process",
  worker: "In a process beside the server",
  server: "On an Inngest server",
};

const states: Record<EngineHealth["state"], readonly [Tone, string]> = {
  running: ["good", "Engine running"],
  starting: ["warn", "Engine starting"],
  stopped: ["bad", "Engine stopped"],
};

/** How who runs the workflows is doing, in a line. */
export function EngineLine({ health }: { readonly health: EngineHealth }) {
  const { where, state, process, restarts } = health;
  const [tone, words] = states[state];
  return (
    <Card className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3 sm:px-5">
      <span role="status" className="flex">
        <Badge tone={tone} dot>
          {words}
        </Badge>
      </span>
      <p className="text-[13px] text-ink-2" {...(process && { title: `Process ${process.pid}` })}>
        {places[where]}
      </p>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-[13px] sm:ml-auto">
        {process && (
          <>
            <Fact name="Up for">{formatDuration(process.uptimeSeconds * 1_000)}</Fact>
            <Fact name="Memory">{formatBytes(process.residentBytes)}</Fact>
            <Fact name="Longest hold-up">{formatDuration(process.longestBlockMs)}</Fact>
          </>
        )}
        {where !== "server" && <Fact name="Restarts">{restarts === 0 ? "none" : formatCount(restarts)}</Fact>}
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-ink-3">{name}</dt>
      <dd className="font-medium tabular">{children}</dd>
    </div>
  );
}
