import type { DatadogClient, DatadogSite } from "@tributary/vendor-datadog";
import type { PagerDutyClient } from "@tributary/vendor-pagerduty";
import type { SlackWebhooks } from "@tributary/vendor-slack";
import type { Mailer } from "@tributary/vendor-smtp";

/** Where the console tells people and other systems of things, as the environment says. */
export interface OutletSettings {
  /** Address people reach the console at; undefined: nothing links to it. */
  readonly publicUrl: string | undefined;
  readonly smtp: { readonly url: string; readonly from: string } | undefined;
  /** Origins beside Slack's own that webhooks may be at. */
  readonly slackOrigins: readonly string[];
  readonly datadog:
    | { readonly apiKey: string; readonly site: DatadogSite; readonly baseUrl: string | undefined }
    | undefined;
  readonly pagerDuty: { readonly routingKey: string; readonly baseUrl: string | undefined } | undefined;
}

/** What tells people and other systems of things. Each is undefined where it is not set up, and loaded when first needed. */
export interface Outlets {
  readonly settings: OutletSettings;
  mailer(): Promise<Mailer | undefined>;
  slack(): Promise<SlackWebhooks>;
  datadog(): Promise<DatadogClient | undefined>;
  pagerDuty(): Promise<PagerDutyClient | undefined>;
  /** Throws a SlackError that says what is wrong with the address of a webhook. */
  checkSlackWebhook(address: string): Promise<void>;
  /** The address of a page of the console; undefined where its own is not known. */
  link(path: string): string | undefined;
}

/**
 * A step that fails is tried again by the engine, which outlives this process: clients wait for nothing themselves. Each
 * message has one of its own, so that what one is asked to wait holds back no other.
 */
const oneAttempt = { retry: { attempts: 1, firstDelayMs: 0, longestDelayMs: 1_000 } };

/** Makes the outlets that are set up. */
export function createOutlets(settings: OutletSettings): Outlets {
  const { publicUrl, smtp, slackOrigins, datadog, pagerDuty } = settings;
  return {
    settings,
    async mailer() {
      if (!smtp) return undefined;
      const { createMailer } = await import("@tributary/vendor-smtp");
      return createMailer(smtp);
    },
    async slack() {
      const { createSlackWebhooks } = await import("@tributary/vendor-slack");
      return createSlackWebhooks({ ...oneAttempt, allowedOrigins: slackOrigins });
    },
    async datadog() {
      if (!datadog) return undefined;
      const { createDatadogClient } = await import("@tributary/vendor-datadog");
      const { apiKey, site, baseUrl } = datadog;
      return createDatadogClient({ ...oneAttempt, apiKey, site, ...(baseUrl !== undefined && { baseUrl }) });
    },
    async pagerDuty() {
      if (!pagerDuty) return undefined;
      const { createPagerDutyClient } = await import("@tributary/vendor-pagerduty");
      const { routingKey, baseUrl } = pagerDuty;
      return createPagerDutyClient({ ...oneAttempt, routingKey, ...(baseUrl !== undefined && { baseUrl }) });
    },
    async checkSlackWebhook(address) {
      const { checkWebhookAddress } = await import("@tributary/vendor-slack");
      checkWebhookAddress(address, slackOrigins);
    },
    link: (path) => (publicUrl === undefined ? undefined : `${publicUrl.replace(/\/+$/, "")}${path}`),
  };
}
