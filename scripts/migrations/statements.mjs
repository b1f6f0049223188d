const comment = /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y
const text = /'(?:[^']|'')*'/y
const quoted = /"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]/y
const word = /[\w$.]+/y
const space = /\s+/y

/**
 * A word of SQL in capitals, a quoted name in backticks and small letters, a string as `'…'`, or one other character.
 * @typedef {string} Token
 */

/** @param {string} sql @returns {Token[]} without comments and spaces */
const tokensOf = (sql) => {
  const tokens = []
  for (let at = 0; at < sql.length; ) {
    const take = (pattern) => {
      pattern.lastIndex = at
      const [found] = pattern.exec(sql) ?? []
      if (found) at += found.length
      return found
    }
    if (take(comment) || take(space)) continue
    const name = take(quoted)
    if (name) tokens.push(`\`${name.slice(1, -1).toLowerCase()}\``)
    else if (take(text)) tokens.push("'…'")
    else tokens.push(take(word)?.toUpperCase() ?? sql[at++])
  }
  return tokens
}

/** @param {string} sql of a migration @returns {Token[][]} the tokens of each statement */
export const statementsOf = (sql) => {
  const statements = [[]]
  for (const token of tokensOf(sql)) {
    if (token === ';') statements.push([])
    else statements.at(-1).push(token)
  }
  return statements.filter((tokens) => tokens.length > 0)
}

/** @param {Token} [token] @returns {string} the name in small letters, quoted in SQL or not */
export const nameOf = (token = '') => token.replaceAll('`', '').toLowerCase()
