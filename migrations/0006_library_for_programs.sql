CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`name` text NOT NULL,
	`scopes` text NOT NULL,
	`prefix` text NOT NULL,
	`digest` text NOT NULL,
	`device_digest` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`last_used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_digest_unique` ON `api_keys` (`digest`);--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_device_digest_unique` ON `api_keys` (`device_digest`);--> statement-breakpoint
CREATE INDEX `api_keys_user` ON `api_keys` (`user_id`);--> statement-breakpoint
CREATE INDEX `api_keys_expiry` ON `api_keys` (`expires_at`);--> statement-breakpoint
CREATE TABLE `deleted_books` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`change_seq` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `deleted_books_changes` ON `deleted_books` (`user_id`,`change_seq`,`id`);--> statement-breakpoint
CREATE INDEX `deleted_books_expiry` ON `deleted_books` (`expires_at`);--> statement-breakpoint
CREATE TABLE `koreader_documents` (
	`user_id` text NOT NULL,
	`document` text NOT NULL,
	`progress` text NOT NULL,
	`percentage` real NOT NULL,
	`device` text NOT NULL,
	`device_id` text NOT NULL,
	`title` text,
	`authors` text,
	`synced_at` integer NOT NULL,
	`book_id` text,
	PRIMARY KEY(`user_id`, `document`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `koreader_documents_synced` ON `koreader_documents` (`user_id`,`synced_at`,`document`);--> statement-breakpoint
CREATE TABLE `shares` (
	`user_id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`is_enabled` integer NOT NULL,
	`display_name` text NOT NULL,
	`include_reviews` integer NOT NULL,
	`include_ratings` integer NOT NULL,
	`tag` text,
	`tag_needle` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shares_key_unique` ON `shares` (`key`);--> statement-breakpoint
CREATE TABLE `webhooks` (
	`user_id` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`secret` text NOT NULL,
	`key_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`notified_seq` integer NOT NULL,
	`message_id` text,
	`retry_at` integer NOT NULL,
	`failures` integer NOT NULL,
	`failing_since` integer,
	`disabled_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `webhooks_due` ON `webhooks` (`retry_at`) WHERE "webhooks"."disabled_at" is null;--> statement-breakpoint
ALTER TABLE `books` ADD `change_seq` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `books_changes` ON `books` (`user_id`,`change_seq`,`id`);--> statement-breakpoint
ALTER TABLE `users` ADD `changes_from` integer DEFAULT 0 NOT NULL;