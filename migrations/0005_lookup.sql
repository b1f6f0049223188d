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
CREATE INDEX `provider_budgets_expiry` ON `provider_budgets` (`expires_at`);