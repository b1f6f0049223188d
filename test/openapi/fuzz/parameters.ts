import fc from 'fast-check'
import { type DescribedOperation, resolve } from '../../support/contract.ts'
import { valid } from './values.ts'

/** Values that the schema alone would hardly ever generate. */
const known: Record<string, fc.Arbitrary<string>> = {
  'readBook id': fc.constantFrom('«book»', '«book»', '«other book»', '«no book»'),
  'changeBook id': fc.constantFrom('«book»', '«book»', '«book»', '«other book»'),
  'removeCover id': fc.constantFrom('«book»', '«book»', '«book»', '«other book»', '«no book»'),
  'deleteBook id': fc.constantFrom('«book»', '«book»', '«book»', '«other book»', '«no book»'),
  'takeCover id': fc.constantFrom('«book»', '«book»', '«book»', '«other book»'),
  'readPreview source': fc.constant('open_library'),
  'readPreview id': fc.constantFrom('1001', '1001', '1002'),
  'readPreview seal': fc.constantFrom('«seal»', '«seal»', 'A'.repeat(48)),
  'lookUpBook isbn': fc.constantFrom('9780141439471', '9780000000002', ''),
  'endSession id': fc.constantFrom('«session»', '«other session»'),
  'changeUser id': fc.constantFrom('«reader»', '«no book»'),
  'endSessionsOfUser id': fc.constantFrom('«reader»', '«no book»'),
  'removeFactorsOfUser id': fc.constantFrom('«reader»', '«no book»'),
  'listSharedBooks key': fc.constant('«share»'),
  'readSharedFeed key': fc.constant('«share»'),
  document: fc.constantFrom('«document»', '«document»', 'unknown'),
  'x-auth-user': fc.constantFrom('«email»', 'unknown@example.com'),
  key: fc.constant('«cover»'),
  cursor: fc.constant('«cursor»'),
  token: fc.constant('«download token»'),
  q: fc.constantFrom('a', 'book', 'A b c', ''),
  'If-Match': fc.constantFrom('"1"', '"2"', '*', 'W/"1"', '"7", "1"', '"1'),
  'If-None-Match': fc.constantFrom('"1"', '«etag»', 'W/«etag»', '*', '"x"'),
  Range: fc.constantFrom(
    'bytes=0-3',
    'bytes=-5',
    'bytes=5-',
    'bytes=0-0,2-3',
    'bytes=99999999-',
    'bytes=3-1',
    'lines=1-2',
  ),
  'If-Range': fc.constantFrom('«etag»', '"x"', 'Sat, 21 Nov 2026 08:00:00 GMT'),
  'Idempotency-Key': fc.constantFrom('one', 'two', '«fresh»'),
  'X-D1-Bookmark': fc.constantFrom('«bookmark»', 'first-primary'),
}

const knownFor = (operationId: string, name: string) =>
  known[`${operationId.replace('ByPut', '')} ${name}`] ?? known[name]

export const parametersFor = (operation: DescribedOperation) =>
  operation.parameters.map((parameter) => resolve(parameter))

/** Values that a parameter allows, as text. */
export const valueFor = (operationId: string, { name, schema }: ReturnType<typeof parametersFor>[number]) =>
  knownFor(operationId, name) ?? valid(schema).map(String)
