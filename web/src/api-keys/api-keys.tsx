import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { onReconnect } from '../connection/online.ts'
import { Problem } from '../errors/problem.tsx'
import { SecretDialog } from '../secret/secret-dialog.tsx'
import { KeyForm } from './key-form.tsx'
import { KeyLine } from './key-line.tsx'
import { type ApiKey, listKeys, type NewApiKey } from './keys.ts'
import { apiKeyTexts } from './texts.ts'
import './api-keys.css'

const useKeys = () => {
  const [keys, setKeys] = useState<ApiKey[]>()
  const [error, setError] = useState<unknown>()
  const load = useCallback(() => {
    setError(undefined)
    listKeys().then(setKeys, setError)
  }, [])
  useEffect(load, [load])
  useEffect(() => (error === undefined ? undefined : onReconnect(load)), [error, load])
  const forget = (id: string) => setKeys((all) => all?.filter((key) => key.id !== id))
  return { keys, error, load, forget, setError }
}

/** The keys of programs: what each may do, when it was used, and a form for a new one. */
export const ApiKeys = () => {
  const { keys, error, load, forget, setError } = useKeys()
  const [isMaking, setIsMaking] = useState(false)
  const [made, setMade] = useState<NewApiKey>()
  const part = useRef<HTMLDivElement>(null)
  const texts = apiKeyTexts.value
  const end = () => {
    setIsMaking(false)
    // The button that has the focus disappears.
    part.current?.focus()
  }
  return (
    <div ref={part} tabIndex={-1} class="api-keys">
      <p>
        {texts.intro} <a href="/docs">{texts.docs}</a>
      </p>
      {error !== undefined && <Problem error={error} retry={load} />}
      {!keys && error === undefined && <p role="status">{texts.loading}</p>}
      {keys?.length === 0 && <p class="hint">{texts.none}</p>}
      {keys && keys.length > 0 && (
        <ul class="sessions">
          {keys.map((key) => (
            <KeyLine
              key={key.id}
              apiKey={key}
              onRevoked={() => {
                forget(key.id)
                part.current?.focus()
              }}
              onError={setError}
            />
          ))}
        </ul>
      )}
      {isMaking ? (
        <KeyForm
          onCancel={end}
          onMade={(key) => {
            setMade(key)
            end()
            load()
          }}
        />
      ) : (
        <button type="button" class="button" onClick={() => setIsMaking(true)}>
          {texts.make}
        </button>
      )}
      {made && <SecretDialog secret={made.key} texts={texts.newKey} onClose={() => setMade(undefined)} />}
    </div>
  )
}
