/**
 * Bindings whose network loses a response now and then: the operation was done, and its caller sees an error.
 * @param {Record<string, object>} bindings @param {number} interval one operation of so many; 0: none
 */
export const losingResponses = (bindings, interval) => {
  let operations = 0
  const lose = async (promise) => {
    const result = await promise
    operations += 1
    if (interval > 0 && operations % interval === 0) throw new Error('Network connection lost.')
    return result
  }
  const statement = (real) => ({
    real,
    bind: (...values) => statement(real.bind(...values)),
    all: () => lose(real.all()),
    first: (...names) => lose(real.first(...names)),
    run: () => lose(real.run()),
  })
  const database = (db) => ({
    prepare: (sql) => statement(db.prepare(sql)),
    batch: (statements) => lose(db.batch(statements.map(({ real }) => real))),
  })
  const bucket = (real) => {
    const operation = (name) => [name, (...args) => lose(real[name](...args))]
    return Object.fromEntries(['get', 'put', 'head', 'list', 'delete'].map(operation))
  }
  const wrapped = Object.entries(bindings).map(([name, binding]) => [
    name,
    name === 'DB' ? database(binding) : bucket(binding),
  ])
  return Object.fromEntries(wrapped)
}
