ALTER TABLE "job_pages" ADD COLUMN "shown" jsonb;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "listing" jsonb;--> statement-breakpoint
CREATE INDEX "documents_page" ON "documents" USING btree ("source_id","status","type","id");--> statement-breakpoint
CREATE INDEX "jobs_newest" ON "jobs" USING btree ("workspace_id","created_at","id");