ALTER TABLE `books` ADD `cover_bytes` integer;--> statement-breakpoint
CREATE INDEX `books_unmeasured` ON `books` (`id`) WHERE "books"."cover_key" is not null and "books"."cover_bytes" is null;--> statement-breakpoint
ALTER TABLE `users` ADD `book_count` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `text_bytes` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `cover_bytes` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `counted_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `users_counted` ON `users` (`counted_at`);