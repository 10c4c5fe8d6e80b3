import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import {
  DELIVERIES_SHOWN,
  type Delivery,
  deliveriesQuery,
  refreshWebhooks,
  replayDelivery,
} from "../../../api/webhooks.ts";
import { Badge, type Tone } from "../../../components/badge.tsx";
import { Button } from "../../../components/button.tsx";
import { Section } from "../../../components/card.tsx";
import { Select } from "../../../components/field.tsx";
import { formatCount } from "../../../components/format.ts";
import { RelativeTime } from "../../../components/relative-time.tsx";
import { EmptyState, ErrorState, Loading } from "../../../components/states.tsx";
import { Table } from "../../../components/table.tsx";
import { useToasts } from "../../../components/toast.tsx";

const states: Record<Delivery["state"], { readonly name: string; readonly tone: Tone }> = {
  pending: { name: "Waiting", tone: "info" },
  processed: { name: "Worked on", tone: "good" },
  ignored: { name: "Ignored", tone: "neutral" },
  failed: { name: "Failed", tone: "bad" },
};

/** What the provider sent and what became of it, with the means to have it worked on again. */
export function DeliveriesSection({ sourceId }: { readonly sourceId: string }) {
  const [state, setState] = useState<Delivery["state"]>();
  const { data, error, refetch } = useQuery(deliveriesQuery(sourceId, state));
  return (
    <Section
      title="Deliveries"
      description={`The newest ${DELIVERIES_SHOWN}, kept for 30 days.`}
      flush
      actions={
        <Select
          aria-label="State of the deliveries shown"
          className="w-36"
          value={state ?? ""}
          onChange={(event) => setState((event.target.value || undefined) as Delivery["state"] | undefined)}
        >
          <option value="">All states</option>
          {Object.entries(states).map(([value, { name }]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </Select>
      }
    >
      {!data &&
        (error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <Loading what="Loading the deliveries" />
        ))}
      {data?.length === 0 && (
        <EmptyState title={state ? "No delivery is in this state" : "Nothing has arrived yet"}>
          {!state && "Once the webhook is set up at the provider, every change there shows up here within seconds."}
        </EmptyState>
      )}
      {data && data.length > 0 && <Deliveries deliveries={data} />}
    </Section>
  );
}

function Deliveries({ deliveries }: { readonly deliveries: readonly Delivery[] }) {
  return (
    <Table
      label="Deliveries"
      rows={deliveries}
      keyOf={({ id }) => id}
      columns={[
        { name: "Arrived", cell: ({ receivedAt }) => <RelativeTime time={receivedAt} /> },
        {
          name: "State",
          cell: ({ state, reason }) => (
            <div className="max-w-md min-w-40">
              <Badge tone={states[state].tone} dot>
                {states[state].name}
              </Badge>
              {reason && <p className="mt-1 text-[13px] break-words text-ink-2">{reason}</p>}
            </div>
          ),
        },
        {
          name: "Id there",
          cell: ({ deliveryId }) => <code className="font-mono text-xs break-all text-ink-2">{deliveryId ?? "–"}</code>,
          optional: true,
        },
        { name: "Bytes", cell: ({ size }) => formatCount(size), align: "end", optional: true },
        { name: "Tries", cell: ({ attempts }) => attempts, align: "end", optional: true },
        { name: "Again", cell: (delivery) => <Replay delivery={delivery} />, align: "end" },
      ]}
    />
  );
}

function Replay({ delivery: { id, state } }: { readonly delivery: Delivery }) {
  const [busy, setBusy] = useState(false);
  const toasts = useToasts();
  const replay = async () => {
    setBusy(true);
    try {
      await replayDelivery(id);
      toasts.done("The delivery is worked on again", "What it names is read as it is now.");
      await refreshWebhooks();
    } catch (error) {
      toasts.failed("The delivery is not worked on", error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="small" look="quiet" busy={busy} disabled={state === "pending"} onClick={() => void replay()}>
      Replay
    </Button>
  );
}
