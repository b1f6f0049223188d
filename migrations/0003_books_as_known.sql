CREATE TABLE `lookup_counts` (
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`count` integer NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`user_id`, `kind`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `lookup_counts_expiry` ON `lookup_counts` (`expires_at`);--> statement-breakpoint
CREATE TABLE `lookup_results` (
	`digest` text PRIMARY KEY NOT NULL,
	`books` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `lookup_results_expiry` ON `lookup_results` (`expires_at`);--> statement-breakpoint
CREATE TABLE `provider_budgets` (
	`server` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`window_ends_at` integer NOT NULL,
	`retry_at` integer NOT NULL,
	`rejections` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `provider_budgets_expiry` ON `provider_budgets` (`expires_at`);--> statement-breakpoint
ALTER TABLE `books` ADD `authors` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `books` ADD `series` text;--> statement-breakpoint
ALTER TABLE `books` ADD `series_number` real;--> statement-breakpoint
ALTER TABLE `books` ADD `isbn` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `books` ADD `publisher` text;--> statement-breakpoint
ALTER TABLE `books` ADD `published_year` integer;--> statement-breakpoint
ALTER TABLE `books` ADD `language` text;--> statement-breakpoint
ALTER TABLE `books` ADD `pages` integer;--> statement-breakpoint
ALTER TABLE `books` ADD `format` text;--> statement-breakpoint
ALTER TABLE `books` ADD `status` text;--> statement-breakpoint
ALTER TABLE `books` ADD `rating` real;--> statement-breakpoint
ALTER TABLE `books` ADD `progress` real;--> statement-breakpoint
ALTER TABLE `books` ADD `owned` integer;--> statement-breakpoint
ALTER TABLE `books` ADD `readings` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `books` ADD `tags` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `books` ADD `private_version` integer;--> statement-breakpoint
ALTER TABLE `books` ADD `public_version` integer;--> statement-breakpoint
ALTER TABLE `books` ADD `public_updated_at` integer;--> statement-breakpoint
ALTER TABLE `books` ADD `description_is_public` integer;--> statement-breakpoint
ALTER TABLE `books` ADD `title_key` text;--> statement-breakpoint
ALTER TABLE `books` ADD `author_key` text;--> statement-breakpoint
ALTER TABLE `books` ADD `series_key` text;--> statement-breakpoint
ALTER TABLE `books` ADD `finished_on` text;--> statement-breakpoint
ALTER TABLE `books` ADD `keyed_version` integer;--> statement-breakpoint
ALTER TABLE `books` ADD `other_words` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `books` ADD `extra` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `books` ADD `review` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `books` ADD `notes` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `books_identity` ON `books` (`user_id`,`title`,`authors`,`isbn`);--> statement-breakpoint
CREATE INDEX `books_title_key` ON `books` (`user_id`,case when "title_key" is null then lower("title") else "title_key" end,`id`);--> statement-breakpoint
CREATE INDEX `books_unkeyed` ON `books` (`id`) WHERE "books"."keyed_version" is not "books"."version";