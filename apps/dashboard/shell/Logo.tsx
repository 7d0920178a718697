/** A rice barn on stilts, with an ear of rice for its door. */
export function Logo({ size = 40 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden focusable="false">
      <path
        d="M24 3C12.5 8 6.6 17 5 27.6c4.4-1.2 6.2-1.5 8-1.5h22c1.8 0 3.6.3 8 1.500C41.4 17 35.5 8 24 3Z"
        fill="#e8b23a"
      />
      <path
        d="M24 3C18 9.5 14.7 17.5 14 26.100h3.600C18 17.5 20 9.8 24 3Zm0 0c6 6.5 9.3 14.5 10 23.100h-3.600C30 17.5 28 9.8 24 3Z"
        fill="#c98f1b"
      />
      <path d="M12.5 28h23l-2.3 11.500H14.800Z" fill="#fdf6e0" />
      <path
        d="M15.5 39.500V45M32.5 39.500V45M11 45h26"
        stroke="#fdf6e0"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
      <path
        d="M24 38.500v-8.300m0 2.200c-2.7 0-3.6-1.6-3.6-3.4 2.4 0 3.6 1.2 3.6 3.400Zm0 0c2.7 0 3.6-1.6 3.6-3.4-2.4 0-3.6 1.2-3.6 3.400Zm0 4c-2.7 0-3.6-1.6-3.6-3.4 2.4 0 3.6 1.2 3.6 3.400Zm0 0c2.7 0 3.6-1.6 3.6-3.4-2.4 0-3.6 1.2-3.6 3.400Z"
        fill="#1d6646"
        stroke="#1d6646"
        strokeWidth="0.8"
        strokeLinejoin="round"
      />
    </svg>
  );
}
