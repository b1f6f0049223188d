DROP INDEX `books_title`;--> statement-breakpoint
DROP INDEX `books_category_title`;