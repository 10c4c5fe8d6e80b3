CREATE TABLE "source_touches" (
	"source_id" text NOT NULL,
	"hash" "bytea" NOT NULL,
	"reference" text NOT NULL,
	"touched_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "source_touches_source_id_hash_pk" PRIMARY KEY("source_id","hash")
);
--> statement-breakpoint
ALTER TABLE "source_touches" ADD CONSTRAINT "source_touches_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE cascade ON UPDATE no action;