-- Made by drizzle-kit, then changed by hand: ids of documents compare by bytes, so that they have one order on every server,
-- and ANALYZE leaves out columns whose values it would have to read whole.
CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"workspace_id" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "documents_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source_id" text COLLATE "C" NOT NULL,
	"source" text NOT NULL,
	"type" text NOT NULL,
	"title" text NOT NULL,
	"format" text NOT NULL,
	"version" text NOT NULL,
	"reference" jsonb NOT NULL,
	"content" text,
	"content_hash" text,
	"indexed_hash" text,
	"config_hash" text,
	"chunk_count" integer DEFAULT 0 NOT NULL,
	"status" text NOT NULL,
	"problem" jsonb,
	"attempt" text,
	"path" text,
	"url" text,
	"repository" text,
	"language" text,
	"author" jsonb,
	"state" text,
	"labels" jsonb,
	"created_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone,
	"metadata" jsonb,
	"missing" jsonb,
	"fetched_at" timestamp (3) with time zone,
	"indexed_at" timestamp (3) with time zone,
	CONSTRAINT "documents_id_workspace_id_pk" PRIMARY KEY("id","workspace_id")
);
--> statement-breakpoint
CREATE TABLE "embedding_cache" (
	"model" text NOT NULL,
	"dimensions" integer NOT NULL,
	"input_type" text NOT NULL,
	"text_hash" "bytea" NOT NULL,
	"vector" "bytea" NOT NULL,
	CONSTRAINT "embedding_cache_text_hash_model_dimensions_input_type_pk" PRIMARY KEY("text_hash","model","dimensions","input_type"),
	CONSTRAINT "embedding_cache_hash" CHECK (octet_length("embedding_cache"."text_hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "job_batches" (
	"workspace_id" text NOT NULL,
	"job_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"page" integer NOT NULL,
	"items" jsonb NOT NULL,
	"size" integer NOT NULL,
	"position" integer NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"added" integer DEFAULT 0 NOT NULL,
	"updated" integer DEFAULT 0 NOT NULL,
	"deleted" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"chunks" integer DEFAULT 0 NOT NULL,
	"embedded" integer DEFAULT 0 NOT NULL,
	"cached" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "job_batches_job_id_id_pk" PRIMARY KEY("job_id","id")
);
--> statement-breakpoint
CREATE TABLE "job_pages" (
	"workspace_id" text NOT NULL,
	"job_id" text NOT NULL,
	"page" integer NOT NULL,
	CONSTRAINT "job_pages_job_id_page_pk" PRIMARY KEY("job_id","page")
);
--> statement-breakpoint
CREATE TABLE "job_sightings" (
	"workspace_id" text NOT NULL,
	"job_id" text NOT NULL,
	"documents" bigint[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"source_id" text NOT NULL,
	"mode" text NOT NULL,
	"trigger" text NOT NULL,
	"status" text NOT NULL,
	"claim" text,
	"again" boolean DEFAULT false NOT NULL,
	"listing" boolean DEFAULT true NOT NULL,
	"listed" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"held" integer DEFAULT 0 NOT NULL,
	"problem" jsonb,
	"cursor" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"config" jsonb NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"problem" jsonb,
	"cursor" text,
	"suspect" text,
	"last_sync_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_batches" ADD CONSTRAINT "job_batches_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_pages" ADD CONSTRAINT "job_pages_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_sightings" ADD CONSTRAINT "job_sightings_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "api_keys_workspace" ON "api_keys" USING btree ("workspace_id");--> statement-breakpoint
CREATE INDEX "documents_source" ON "documents" USING btree ("source_id","status","config_hash");--> statement-breakpoint
CREATE INDEX "job_sightings_job" ON "job_sightings" USING btree ("job_id");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_active" ON "jobs" USING btree ("source_id") WHERE status in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "jobs_recent" ON "jobs" USING btree ("workspace_id","source_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sources_key" ON "sources" USING btree ("workspace_id","kind","key");--> statement-breakpoint
ALTER TABLE "documents" ALTER COLUMN "content" SET STATISTICS 0;--> statement-breakpoint
ALTER TABLE "documents" ALTER COLUMN "reference" SET STATISTICS 0;--> statement-breakpoint
ALTER TABLE "documents" ALTER COLUMN "metadata" SET STATISTICS 0;--> statement-breakpoint
ALTER TABLE "job_batches" ALTER COLUMN "items" SET STATISTICS 0;--> statement-breakpoint
ALTER TABLE "job_sightings" ALTER COLUMN "documents" SET STATISTICS 0;--> statement-breakpoint
ALTER TABLE "embedding_cache" ALTER COLUMN "vector" SET STATISTICS 0;
