CREATE TABLE `cursors` (
	`part` text PRIMARY KEY NOT NULL,
	`position` text NOT NULL,
	`started_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `books_cover` ON `books` (`cover_key`) WHERE "books"."cover_key" is not null;--> statement-breakpoint
CREATE INDEX `users_disabled` ON `users` (`disabled_at`) WHERE "users"."disabled_at" is not null and "users"."erased_at" is null;