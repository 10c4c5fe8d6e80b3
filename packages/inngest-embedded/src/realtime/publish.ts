import { messageOf } from "../errors.ts";
import type { EngineRequest } from "../http/request.ts";
import type { Kernel } from "../kernel.ts";
import type { RealtimeMessage } from "./hub.ts";

/** Where a message goes, and the run that sends it. */
export interface Destination {
  readonly channel: string;
  readonly topics: readonly string[];
  readonly runId: string | undefined;
}

/** Passes one message on, to every topic. A text that is no JSON is passed on as the text. */
export function publishText(kernel: Kernel, destination: Destination, text: string): void {
  const data = parse(text);
  for (const topic of destination.topics)
    kernel.realtime.publish({ ...base(kernel, destination, topic), kind: "data", data });
}

/** Passes a stream on as it comes, each piece a chunk of text; answers why the sender broke off, if it did. */
export async function publishStream(
  kernel: Kernel,
  destination: Destination,
  request: EngineRequest,
): Promise<string | undefined> {
  const streamId = kernel.nextUlid();
  const tell = (kind: RealtimeMessage["kind"], data: string): void => {
    for (const topic of destination.topics) {
      kernel.realtime.publish({ ...base(kernel, destination, topic), kind, data, stream_id: streamId });
    }
  };
  tell("datastream-start", streamId);
  try {
    const decoder = new TextDecoder();
    for await (const chunk of request.stream() ?? []) {
      const text = decoder.decode(chunk, { stream: true });
      if (text !== "") tell("chunk", text);
    }
    return undefined;
  } catch (error) {
    return messageOf(error);
  } finally {
    tell("datastream-end", streamId);
  }
}

/** Passes bytes on unchanged to those who listen to a channel; answers why the sender broke off, if it did. */
export async function publishBytes(
  kernel: Kernel,
  channel: string,
  request: EngineRequest,
): Promise<string | undefined> {
  try {
    for await (const chunk of request.stream() ?? []) kernel.realtime.publishBytes(channel, chunk);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function base(
  kernel: Kernel,
  { channel, runId }: Destination,
  topic: string,
): Pick<RealtimeMessage, "channel" | "topic" | "created_at" | "run_id"> {
  const createdAt = new Date(kernel.clock.now()).toISOString();
  return { channel, topic, created_at: createdAt, ...(runId === undefined ? {} : { run_id: runId }) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
