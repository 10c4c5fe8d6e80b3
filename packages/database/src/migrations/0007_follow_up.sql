ALTER TABLE "jobs" ADD COLUMN "next_mode" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "next_changes" jsonb;--> statement-breakpoint
UPDATE "jobs" SET "next_mode" = 'incremental', "next_changes" = "changes" WHERE "again" AND "status" = 'running';--> statement-breakpoint
ALTER TABLE "jobs" DROP COLUMN "again";