import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { onReconnect } from '../connection/online.ts'
import { Problem } from '../errors/problem.tsx'
import { readSettings, type ShareSettings } from './settings.ts'
import { ShareAddress } from './share-address.tsx'
import { ShareForm } from './share-form.tsx'
import { shareTexts } from './texts.ts'
import './share.css'

const useSettings = () => {
  const [settings, setSettings] = useState<ShareSettings>()
  const [error, setError] = useState<unknown>()
  const load = useCallback(() => {
    setError(undefined)
    readSettings().then(setSettings, setError)
  }, [])
  useEffect(load, [load])
  useEffect(() => (error === undefined ? undefined : onReconnect(load)), [error, load])
  return { settings, setSettings, error, load }
}

/** The address of the shared shelf and the settings that decide what visitors see. */
export const Share = () => {
  const { settings, setSettings, error, load } = useSettings()
  const part = useRef<HTMLDivElement>(null)
  const texts = shareTexts.value
  const show = (saved: ShareSettings) => {
    // The button that has the focus disappears.
    if (!saved.enabled) part.current?.focus()
    setSettings(saved)
  }
  return (
    <div ref={part} tabIndex={-1} class="share">
      <p>{texts.intro}</p>
      {error !== undefined && <Problem error={error} retry={load} />}
      {!settings && error === undefined && <p role="status">{texts.loading}</p>}
      {settings?.url && <ShareAddress url={settings.url} onSaved={show} />}
      {settings && <ShareForm settings={settings} onSaved={show} />}
    </div>
  )
}
