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
ALTER TABLE `books` ADD `keyed_version` integer;--> statement-breakpoint
ALTER TABLE `books` ADD `other_words` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `books` ADD `extra` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `books` ADD `review` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `books` ADD `notes` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `books_identity` ON `books` (`user_id`,`title`,`authors`,`isbn`);--> statement-breakpoint
CREATE INDEX `books_unkeyed` ON `books` (`id`) WHERE "books"."keyed_version" is not "books"."version";