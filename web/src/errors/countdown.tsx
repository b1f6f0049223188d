import { useEffect, useState } from 'preact/hooks'

/** @param until in milliseconds since 1970 @returns the seconds left, updated while they count down */
export const useSecondsLeft = (until: number | undefined): number => {
  const [now, setNow] = useState(Date.now)
  const left = until === undefined ? 0 : Math.max(0, Math.ceil((until - now) / 1000))
  useEffect(() => {
    setNow(Date.now())
    if (until === undefined) return
    const timer = setInterval(() => {
      setNow(Date.now())
      if (Date.now() >= until) clearInterval(timer)
    }, 250)
    return () => clearInterval(timer)
  }, [until])
  return left
}

/** `45 s`, `12 min`, `3 h` */
export const formatDuration = (seconds: number): string => {
  if (seconds < 100) return `${seconds} s`
  if (seconds < 100 * 60) return `${Math.ceil(seconds / 60)} min`
  return `${Math.ceil(seconds / 3600)} h`
}
