ALTER TABLE `books` ADD `series_key` text;--> statement-breakpoint
ALTER TABLE `books` ADD `finished_on` text;--> statement-breakpoint
CREATE INDEX `books_title_key` ON `books` (`user_id`,case when "title_key" is null then lower("title") else "title_key" end,`id`);