CREATE TABLE "activity" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"details" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"condition" text NOT NULL,
	"source_id" text NOT NULL,
	"severity" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"summary" text NOT NULL,
	"text" text NOT NULL,
	"claim" text NOT NULL,
	"opened_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"acknowledged_at" timestamp (3) with time zone,
	"resolved_at" timestamp (3) with time zone,
	"resolved_by" text
);
--> statement-breakpoint
CREATE TABLE "coverage_records" (
	"source_id" text PRIMARY KEY NOT NULL,
	"searchable" integer NOT NULL,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"workspace_id" text PRIMARY KEY NOT NULL,
	"topics" jsonb NOT NULL,
	"emails" jsonb NOT NULL,
	"slack_webhook" text,
	"email_problem" jsonb,
	"slack_problem" jsonb,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deletion_documents" (
	"workspace_id" text NOT NULL,
	"deletion_id" text NOT NULL,
	"document_id" text NOT NULL,
	"title" text NOT NULL,
	"path" text,
	"row" jsonb,
	CONSTRAINT "deletion_documents_document_id_deletion_id_pk" PRIMARY KEY("document_id","deletion_id")
);
--> statement-breakpoint
CREATE TABLE "deletions" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"source_id" text NOT NULL,
	"job_id" text NOT NULL,
	"state" text NOT NULL,
	"fingerprint" text NOT NULL,
	"count" integer NOT NULL,
	"total" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decided_by" text
);
--> statement-breakpoint
CREATE TABLE "metric_rollups" (
	"workspace_id" text NOT NULL,
	"hour" timestamp (3) with time zone NOT NULL,
	"metrics" jsonb NOT NULL,
	"computed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "metric_rollups_workspace_id_hour_pk" PRIMARY KEY("workspace_id","hour")
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"period" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"metrics" jsonb NOT NULL,
	"markdown" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "searched_queries" (
	"workspace_id" text NOT NULL,
	"query" text NOT NULL,
	"count" integer NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "searched_queries_workspace_id_query_pk" PRIMARY KEY("workspace_id","query")
);
--> statement-breakpoint
CREATE TABLE "usage_counters" (
	"workspace_id" text NOT NULL,
	"hour" timestamp (3) with time zone NOT NULL,
	"name" text NOT NULL,
	"label" text NOT NULL,
	"value" bigint NOT NULL,
	CONSTRAINT "usage_counters_workspace_id_hour_name_label_pk" PRIMARY KEY("workspace_id","hour","name","label")
);
--> statement-breakpoint
CREATE TABLE "document_relationships" (
	"workspace_id" text NOT NULL,
	"document_id" text NOT NULL,
	"version" integer NOT NULL,
	"content_hash" text NOT NULL,
	"edges" jsonb NOT NULL,
	"targets" text[] NOT NULL,
	"keys" text[] NOT NULL,
	"details" jsonb,
	CONSTRAINT "document_relationships_document_id_workspace_id_pk" PRIMARY KEY("document_id","workspace_id")
);
--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "sync_schedule" jsonb;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "next_sync_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "archived_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "purged_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coverage_records" ADD CONSTRAINT "coverage_records_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deletion_documents" ADD CONSTRAINT "deletion_documents_deletion_id_deletions_id_fk" FOREIGN KEY ("deletion_id") REFERENCES "public"."deletions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deletions" ADD CONSTRAINT "deletions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deletions" ADD CONSTRAINT "deletions_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_rollups" ADD CONSTRAINT "metric_rollups_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "searched_queries" ADD CONSTRAINT "searched_queries_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_counters" ADD CONSTRAINT "usage_counters_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_relationships" ADD CONSTRAINT "document_relationships_document" FOREIGN KEY ("document_id","workspace_id") REFERENCES "public"."documents"("id","workspace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activity_recent" ON "activity" USING btree ("workspace_id","at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_unresolved" ON "alerts" USING btree ("workspace_id","condition","source_id") WHERE state <> 'resolved';--> statement-breakpoint
CREATE INDEX "alerts_recent" ON "alerts" USING btree ("workspace_id","opened_at");--> statement-breakpoint
CREATE INDEX "deletion_documents_deletion" ON "deletion_documents" USING btree ("deletion_id","document_id");--> statement-breakpoint
CREATE UNIQUE INDEX "deletions_held" ON "deletions" USING btree ("source_id") WHERE state = 'held';--> statement-breakpoint
CREATE INDEX "deletions_recent" ON "deletions" USING btree ("workspace_id","source_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "reports_period" ON "reports" USING btree ("workspace_id","starts_at","period");--> statement-breakpoint
CREATE INDEX "document_relationships_targets" ON "document_relationships" USING gin ("targets") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "document_relationships_keys" ON "document_relationships" USING gin ("keys") WITH (fastupdate=false);--> statement-breakpoint
ALTER TABLE "sources" DROP COLUMN "suspect";