// The operator of a database with rows reads these: each says what to do instead.

const contract =
  'Expand and contract over two releases: this one adds the new column or table, writes both and reads the new one. ' +
  'The next one no longer writes the old one, which stays.'

export const advice = {
  rebuild:
    'drizzle-kit changes a column by building its table again, and `DROP TABLE` then deletes the rows that refer to it by ' +
    'cascade, or fails where such rows exist. `PRAGMA foreign_keys=OFF` does nothing in D1, which runs a migration in ' +
    'one transaction. Instead of changing a column, add one that is nullable or has a default. A column that must ' +
    'become nullable stays NOT NULL, and a sentinel such as \'\' means "none". Put a new CHECK on a new table, or into ' +
    `the statements of the service. ${contract}`,
  dropTable: `The table stays, also when it is no longer used: the version in service still reads it. ${contract}`,
  dropColumn: `The column stays, also when it is no longer used: the version in service still reads it. ${contract}`,
  rename: `The version in service knows the old name alone. Keep that name in SQL: \`text('old_name')\`. ${contract}`,
  cascade:
    'A cascade deletes or changes rows that its statement does not name, without a bound. Leave the action out. Name ' +
    'the table in src/db/tables.ts with `erasure: batches`: then it is erased with its owner, in batches.',
  notNull:
    'This fails where rows exist, and only there. Make the column nullable, or give it a default: a sentinel such as ' +
    "'' or 0.",
  computedDefault: 'SQLite adds such a column to an empty table only. Use a literal as the default.',
  referenceWithDefault:
    'SQLite adds such a column to an empty table only. Leave the default out: the column is nullable.',
  uniqueIndex:
    'This fails where two rows have the same values, and the version in service may write such rows. Put it on a new ' +
    'table, or on a nullable column without a default that the same migration adds.',
  dropUniqueIndex:
    'Statements of the version in service rely on it. It may be dropped once another unique index has all of its columns and ' +
    'more, and only in a migration that does nothing but drop indexes. Otherwise it stays.',
  dropAmongOthers:
    'Statements of the version in service fail without it: `ON CONFLICT` names its columns. The deploy applies a migration ' +
    'that only drops indexes after the new version responds. So take it out of the schema in a change of its own, and ' +
    'run `npm run migration` again.',
  reusedIndex:
    'The deploy applies a migration that only drops indexes after all others, so this index would exist twice for a ' +
    'while. Give it another name.',
  rows:
    'One transaction over all rows may take longer than D1 allows, and the version in service continues to write. Give ' +
    'the column a default, and fill it in batches: at the next write of the row, or in src/maintenance.ts.',
  other:
    'A migration adds tables, indexes, and columns that are nullable or have a default. It changes nothing else.',
}
