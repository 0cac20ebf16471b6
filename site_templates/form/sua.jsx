// The form of the page /can-bo/sua/: takes what the build knows and shows the first step.
import { createRoot } from 'react-dom/client';
import { App } from './app.jsx';

const place = document.getElementById('sua');

async function start() {
  let known;
  try {
    const answer = await fetch(place.dataset.khuon, { cache: 'no-cache' });
    if (!answer.ok) throw new Error(String(answer.status));
    known = await answer.json();
  } catch (error) {
    place.firstElementChild.textContent = 'Chưa tải được biểu mẫu. Hãy xem mạng rồi mở lại trang này.';
    return;
  }
  createRoot(place).render(<App known={known} />);
}

start();
