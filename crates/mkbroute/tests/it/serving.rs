//! The program as a service: told to stop, killed, and beside another process.

use std::process::Stdio;
use std::time::{Duration, Instant};

use mkbroute_testkit::database::TestDatabase;
use mkbroute_testkit::{Backend, forms};
use rstest::rstest;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::run::{command, errors, mkbroute, printed, seeded, text};
use crate::server::{Crowd, Server, browser, data, hand_in, has};

/// A folder and a database with the demonstration in them.
pub(crate) fn demonstration(backend: Backend) -> (tempfile::TempDir, TestDatabase) {
    let folder = tempfile::tempdir().unwrap();
    let database = TestDatabase::fresh(backend, folder.path());
    let mut seed = vec!["demo", "--seed-only"];
    seed.extend(data(folder.path(), &database.location));
    let done = mkbroute(&seed);
    assert!(done.status.success(), "{}", errors(&done));
    (folder, database)
}

async fn assert_all_there(origin: &str, acknowledged: &[String]) {
    let client = browser();
    for own in acknowledged {
        assert!(
            has(&client, origin, own).await,
            "{own} was acknowledged and is gone"
        );
    }
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn told_to_stop_under_load_it_finishes_and_loses_nothing(#[case] backend: Backend) {
    let (folder, database) = demonstration(backend);
    let arguments = data(folder.path(), &database.location);
    let mut server = Server::start(&arguments);
    // Somebody is halfway through sending a form when the signal comes.
    let host = server.origin.trim_start_matches("http://").to_owned();
    let mut slow = TcpStream::connect(&host).await.unwrap();
    let head = format!(
        "POST /m/vervolgmeting-avans-bouw-teachers HTTP/1.1\r\nHost: {host}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5\r\n\r\n"
    );
    slow.write_all(head.as_bytes()).await.unwrap();
    slow.write_all(b"taal").await.unwrap();
    let crowd = Crowd::start(8, &[&server.origin]);
    crowd.reach(20).await;
    server.signal("TERM");
    tokio::time::sleep(Duration::from_millis(300)).await;
    slow.write_all(b"=").await.unwrap();
    let mut reply = String::new();
    slow.read_to_string(&mut reply).await.unwrap();
    assert!(reply.starts_with("HTTP/1.1 303"), "{reply}");
    let status = server.wait(Duration::from_secs(20));
    assert_eq!(status.code(), Some(0));
    let acknowledged = crowd.finish().await;
    let again = Server::start(&arguments);
    assert_all_there(&again.origin, &acknowledged).await;
}

/// Clients that begin and say no more are let go, and keep nobody waiting meanwhile.
#[tokio::test(flavor = "multi_thread")]
async fn who_stalls_is_let_go_and_holds_nobody_up() {
    let (folder, database) = demonstration(Backend::Sqlite);
    let server = Server::start(&data(folder.path(), &database.location));
    let host = server.origin.trim_start_matches("http://").to_owned();
    let connect = async |words: String| {
        let mut stream = TcpStream::connect(&host).await.unwrap();
        stream.write_all(words.as_bytes()).await.unwrap();
        stream
    };
    let address = "POST /m/vervolgmeting-avans-bouw-teachers HTTP/1.1\r\n";
    let mut within_head = Vec::new();
    for _ in 0..64 {
        within_head.push(connect(format!("{address}Host: {host}\r\nCont")).await);
    }
    let form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000";
    let mut within_body = connect(format!("{address}Host: {host}\r\n{form}\r\n\r\ntaal")).await;
    let begun = Instant::now();
    let page = browser().get(format!("{}/aanmelden", server.origin));
    assert!(page.send().await.unwrap().status().is_success());
    assert!(
        begun.elapsed() < Duration::from_secs(3),
        "others are served"
    );
    let mut reply = String::new();
    within_body.read_to_string(&mut reply).await.unwrap();
    assert!(reply.starts_with("HTTP/1.1 408"), "{reply}");
    assert!(reply.contains("wat je invulde staat er nog"), "{reply}");
    for mut stream in within_head {
        let mut rest = Vec::new();
        // Closed or reset: either way the connection is gone.
        let _ = stream.read_to_end(&mut rest).await;
        assert!(!rest.starts_with(b"HTTP/1.1 2"));
    }
    assert!(begun.elapsed() < Duration::from_secs(40));
}

#[rstest]
#[case::sqlite(Backend::Sqlite)]
#[case::postgres(Backend::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn killed_at_random_it_keeps_what_it_acknowledged(#[case] backend: Backend) {
    let (folder, database) = demonstration(backend);
    let arguments = data(folder.path(), &database.location);
    let mut acknowledged = Vec::new();
    for _ in 0..kills() {
        let begun = Instant::now();
        let mut server = Server::start(&arguments);
        let ready = browser()
            .get(format!("{}/health/ready", server.origin))
            .send();
        assert!(ready.await.unwrap().status().is_success());
        assert!(
            begun.elapsed() < Duration::from_secs(5),
            "healthy within 5 s"
        );
        let crowd = Crowd::start(8, &[&server.origin]);
        crowd.reach(1).await;
        let moment = rand::random_range(0..400);
        tokio::time::sleep(Duration::from_millis(moment)).await;
        server.signal("KILL");
        assert!(!server.wait(Duration::from_secs(5)).success());
        acknowledged.extend(crowd.finish().await);
    }
    let server = Server::start(&arguments);
    assert_all_there(&server.origin, &acknowledged).await;
    let doctor = mkbroute(&[&["doctor"], &arguments[..]].concat());
    assert!(doctor.status.success(), "{}", printed(&doctor));
}

/// How often the program is killed: a sample here, 200 times by `cargo xtask soak`.
#[expect(
    clippy::disallowed_methods,
    reason = "the tests are told how long to go on"
)]
fn kills() -> u32 {
    std::env::var("MKBROUTE_TEST_KILLS").map_or(3, |told| told.parse().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_share_everything_and_one_may_die() {
    let (folder, database) = demonstration(Backend::Postgres);
    let other_folder = tempfile::tempdir().unwrap();
    let mut one = Server::start(&data(folder.path(), &database.location));
    let two = Server::start(&data(other_folder.path(), &database.location));
    // What was begun here is handed in there, and counts once.
    let client = browser();
    let own = hand_in(&client, &one.origin).await.unwrap();
    assert!(has(&client, &two.origin, &own).await);
    let again = client.post(format!("{}{own}/controle", two.origin)).send();
    assert!(!again.await.unwrap().status().is_server_error());
    let crowd = Crowd::start(8, &[&one.origin, &two.origin]);
    crowd.reach(40).await;
    one.signal("KILL");
    assert!(!one.wait(Duration::from_secs(5)).success());
    let before = crowd.acknowledged().len();
    crowd.reach(before + 30).await;
    let acknowledged = crowd.finish().await;
    assert_all_there(&two.origin, &acknowledged).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_signs_in_at_one_process_is_known_to_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let database = TestDatabase::fresh(Backend::Postgres, folder.path());
    let arguments = data(folder.path(), &database.location);
    let mut first = command(&["serve", "--listen", "127.0.0.1:0"]);
    let out = folder.path().join("printed");
    first
        .args(&arguments)
        .stdout(std::fs::File::create(&out).unwrap());
    let mut one = first.spawn().unwrap();
    let printed = |wanted: &str| {
        for _ in 0..200 {
            let told = std::fs::read_to_string(&out).unwrap();
            if let Some(line) = told.lines().find(|line| line.contains(wanted)) {
                return line.trim().to_owned();
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("nobody prints {wanted}")
    };
    let link = printed("/aanmelden/");
    let origin = printed("mkbroute serves at ").replace("mkbroute serves at ", "");
    let two = Server::start(&arguments);
    let client = browser();
    let signing_in = client.post(&link).header("cookie", forms::COOKIE);
    let signing_in = signing_in.header(forms::HEADER, forms::TOKEN);
    let signed_in = signing_in.send().await.unwrap();
    let cookie = signed_in.headers()["set-cookie"].to_str().unwrap();
    let cookie = cookie.split(';').next().unwrap();
    let cookie = format!("{}; {cookie}", forms::COOKIE);
    let as_administrator = async |origin: &str| {
        let page = client
            .get(format!("{origin}/personen"))
            .header("cookie", &cookie);
        page.send().await.unwrap().status().as_u16()
    };
    assert_eq!(as_administrator(&two.origin).await, 200);
    let out = client
        .post(format!("{}/afmelden", two.origin))
        .header("cookie", &cookie)
        .header(forms::HEADER, forms::TOKEN);
    out.send().await.unwrap();
    assert_eq!(
        as_administrator(&origin).await,
        303,
        "signed out there is signed out here"
    );
    one.kill().unwrap();
    one.wait().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_names_routes_and_never_the_way_of_an_answer() {
    let folder = seeded();
    let log = folder.path().join("log");
    let mut serve = command(&["serve", "--listen", "127.0.0.1:0", "--log-format", "json"]);
    serve.args([
        "--data",
        text(folder.path()),
        "--metrics-listen",
        "127.0.0.1:0",
    ]);
    serve.stderr(Stdio::from(std::fs::File::create(&log).unwrap()));
    let mut server = Server::run(&mut serve);
    let client = browser();
    let own = hand_in(&client, &server.origin).await.unwrap();
    let page = client.get(format!("{}/metingen/vervolgmeting?q=geheim", server.origin));
    page.send().await.unwrap();
    let numbers = client
        .get(server.metrics.as_ref().unwrap())
        .send()
        .await
        .unwrap();
    assert!(
        numbers
            .text()
            .await
            .unwrap()
            .contains("route=\"answering\"")
    );
    let outside = client
        .get(format!("{}/metrics", server.origin))
        .send()
        .await
        .unwrap();
    assert_eq!(outside.status(), 404, "not where the internet comes in");
    server.signal("TERM");
    assert!(server.wait(Duration::from_secs(20)).success());
    let told = std::fs::read_to_string(&log).unwrap();
    for line in told.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(
            line["timestamp"].is_string() && line["level"].is_string(),
            "{line}"
        );
    }
    assert!(
        told.contains(r#""route":"/metingen/{wave}","status":303"#),
        "{told}"
    );
    let token = own.trim_start_matches("/a/");
    for secret in [
        token,
        "vervolgmeting",
        "geheim",
        "127.0.0.1",
        "/a/",
        "/m/",
        "answering",
    ] {
        assert!(!told.contains(secret), "{secret} in {told}");
    }
}
