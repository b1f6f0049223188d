import './progress.css'

/** @param share of the upload, 0 to 1. From 1 on the service works, for a time that is not known. */
export const Progress = ({ share, text }: { share: number; text: string }) => (
  <label class="progress">
    <span>{text}</span>
    <progress value={share < 1 ? share : undefined} />
  </label>
)
