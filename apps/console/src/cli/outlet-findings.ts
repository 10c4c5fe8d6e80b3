import type { OutletSettings } from "../alerting/outlets.ts";

/** What is set up to tell people and other systems of things, for doctor: where, never with which key. */
export function outletFindings({ publicUrl, smtp, datadog, pagerDuty }: OutletSettings) {
  const email = smtp
    ? `notifications from ${smtp.from} over ${new URL(smtp.url).host}`
    : "none is sent (set SMTP_URL and SMTP_FROM for notifications)";
  const alerts = [
    datadog ? `Datadog (${datadog.baseUrl ?? datadog.site})` : "no Datadog (set DATADOG_API_KEY)",
    pagerDuty ? "PagerDuty for critical ones" : "no PagerDuty (set PAGERDUTY_ROUTING_KEY)",
  ];
  const links = publicUrl ?? "none in notifications (set TRIBUTARY_PUBLIC_URL)";
  return [
    { name: "email", ok: true, detail: email },
    { name: "alerts", ok: true, detail: `kept and logged; ${alerts.join("; ")}` },
    { name: "links", ok: true, detail: links },
  ];
}
