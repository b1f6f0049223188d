import './progress.css'

/** @param share of 1 that is done; at 1 nobody can say how long the rest takes */
export const Progress = ({ share, text }: { share: number; text: string }) => (
  <label class="progress">
    <span>{text}</span>
    <progress value={share < 1 ? share : undefined} />
  </label>
)
