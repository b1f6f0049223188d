CREATE INDEX `books_category_title` ON `books` (`user_id`,`category`,`title`);--> statement-breakpoint
CREATE INDEX `all_books_newest` ON `books` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `all_books_category` ON `books` (`category`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `all_books_title` ON `books` (`title`,`id`);--> statement-breakpoint
CREATE INDEX `all_books_category_title` ON `books` (`category`,`title`,`id`);