//! A program of somebody's own that hears of events.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What came in: headers by lower-case name, and the body.
#[derive(Clone, Debug)]
pub(crate) struct Heard {
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Heard {
    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(found, _)| found == name);
        &found.unwrap().1
    }
}

/// How it answers.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Answer {
    Status(u16),
    /// Sends the caller elsewhere.
    Elsewhere(SocketAddr),
    /// Says nothing for so long.
    Silence(Duration),
}

/// Listens on this machine; answers as told, and with 204 once nothing is told any more.
#[derive(Clone)]
pub(crate) struct Receiver {
    pub(crate) address: SocketAddr,
    heard: Arc<Mutex<Vec<Heard>>>,
    answers: Arc<Mutex<VecDeque<Answer>>>,
}

impl Receiver {
    pub(crate) async fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let receiver = Self {
            address: listener.local_addr().unwrap(),
            heard: Arc::default(),
            answers: Arc::new(Mutex::new(answers.into_iter().collect())),
        };
        let listening = receiver.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(listening.clone().hear(stream));
            }
        });
        receiver
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/events", self.address)
    }

    pub(crate) fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }

    async fn hear(self, mut stream: TcpStream) {
        let mut text = Vec::new();
        let end = loop {
            let mut part = [0; 4096];
            let read = stream.read(&mut part).await.unwrap_or(0);
            if read == 0 {
                return;
            }
            text.extend_from_slice(&part[..read]);
            if let Some(end) = text.windows(4).position(|part| part == b"\r\n\r\n") {
                break end + 4;
            }
        };
        let head = String::from_utf8_lossy(&text[..end]).into_owned();
        let headers: Vec<(String, String)> = head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        let length = headers.iter().find(|(name, _)| name == "content-length");
        let length: usize = length.map_or(0, |(_, value)| value.parse().unwrap());
        while text.len() < end + length {
            let mut part = [0; 4096];
            let read = stream.read(&mut part).await.unwrap_or(0);
            text.extend_from_slice(&part[..read]);
        }
        let body = String::from_utf8_lossy(&text[end..]).into_owned();
        self.heard.lock().unwrap().push(Heard { headers, body });
        let answer = self.answers.lock().unwrap().pop_front();
        let told = match answer.unwrap_or(Answer::Status(204)) {
            Answer::Status(status) => format!("HTTP/1.1 {status} Said\r\n"),
            Answer::Elsewhere(to) => {
                format!("HTTP/1.1 307 Elsewhere\r\nLocation: http://{to}/events\r\n")
            }
            Answer::Silence(how_long) => {
                tokio::time::sleep(how_long).await;
                return;
            }
        };
        let told = format!("{told}Content-Length: 0\r\nConnection: close\r\n\r\n");
        let _ = stream.write_all(told.as_bytes()).await;
    }
}
