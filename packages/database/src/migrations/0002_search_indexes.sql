CREATE TABLE "search_index_entries" (
	"workspace_id" text NOT NULL,
	"index_id" text NOT NULL,
	"document_id" text NOT NULL,
	"content_hash" text NOT NULL,
	"chunk_count" integer NOT NULL,
	"problem" jsonb,
	CONSTRAINT "search_index_entries_index_id_document_id_pk" PRIMARY KEY("index_id","document_id")
);
--> statement-breakpoint
CREATE TABLE "search_indexes" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"state" text NOT NULL,
	"config_hash" text NOT NULL,
	"namespace" text NOT NULL,
	"description" jsonb NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"approved" boolean DEFAULT false NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"chunks" integer DEFAULT 0 NOT NULL,
	"embedded" integer DEFAULT 0 NOT NULL,
	"cached" integer DEFAULT 0 NOT NULL,
	"quality" jsonb,
	"problem" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"activated_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "search_index_entries" ADD CONSTRAINT "search_index_entries_index_id_search_indexes_id_fk" FOREIGN KEY ("index_id") REFERENCES "public"."search_indexes"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "search_indexes" ADD CONSTRAINT "search_indexes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "search_indexes_active" ON "search_indexes" USING btree ("workspace_id") WHERE state = 'active';
--> statement-breakpoint
CREATE UNIQUE INDEX "search_indexes_next" ON "search_indexes" USING btree ("workspace_id") WHERE state in ('building', 'held', 'failed');
--> statement-breakpoint
CREATE INDEX "search_indexes_workspace" ON "search_indexes" USING btree ("workspace_id","state");
